package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * {@code src/docs/openapi.json} is generated from the code. After a change of the REST calls,
 * regenerate it with {@code mvn test -Dtest=OpenApiTests -Dopenapi.write=true}, and review the
 * difference before committing it.
 */
@DescribedApplication
class OpenApiTests {

    private static final Path FILE = Path.of("src/docs/openapi.json");

    @Autowired
    WebApplicationContext context;

    @Test
    void theFileIsWhatTheCodeGenerates() throws Exception {
        String generated = generate();
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(FILE, generated);
        }
        assertThat(Files.readString(FILE))
                .as("src/docs/openapi.json differs from the code. If the code is right, write it anew:"
                        + " mvn test -Dtest=OpenApiTests -Dopenapi.write=true")
                .isEqualTo(generated);
    }

    private String generate() throws Exception {
        MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).build();
        return mvc.perform(MockMvcRequestBuilders.get("/v3/api-docs"))
                        .andExpect(MockMvcResultMatchers.status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8)
                        .replace("\r\n", "\n")
                        .stripTrailing()
                + "\n";
    }
}
