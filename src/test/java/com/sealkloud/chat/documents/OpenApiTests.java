package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
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
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "chat.broker=embedded",
            "chat.demo=true",
            "chat.demo-data=false",
            "chat.log-in.bcrypt-cost=4",
            "spring.datasource.url=jdbc:h2:mem:documents;DB_CLOSE_DELAY=-1",
            "springdoc.api-docs.enabled=true",
            // SCIM is described by its RFCs, and by itself.
            "springdoc.paths-to-exclude=/scim/**",
            "springdoc.writer-with-order-by-keys=true",
            "springdoc.writer-with-default-pretty-printer=true"
        })
@Import(OpenApiDescription.class)
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
