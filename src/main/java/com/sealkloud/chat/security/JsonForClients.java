package com.sealkloud.chat.security;

import com.sealkloud.chat.account.HiddenRoles;
import com.sealkloud.chat.account.Person;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.core.JsonEncoding;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers clients without what they may not know, whichever controller has answered. All JSON is
 * UTF-8 (RFC 8259), whatever charset the {@code Accept} header names: nothing would be found in
 * another one.
 */
class JsonForClients extends JacksonJsonHttpMessageConverter {

    private JsonForClients(JsonMapper json) {
        super(json);
    }

    @Configuration(proxyBeanMethods = false)
    static class Converters {

        @Bean
        ServerHttpMessageConvertersCustomizer jsonForClients(JsonMapper json) {
            return converters -> converters.withJsonConverter(new JsonForClients(json));
        }
    }

    private record Hiding(HttpOutputMessage answer) implements HttpOutputMessage {

        @Override
        public OutputStream getBody() throws IOException {
            return HiddenRoles.in(answer.getBody());
        }

        @Override
        public HttpHeaders getHeaders() {
            return answer.getHeaders();
        }
    }

    @Override
    protected void writeInternal(
            Object body, ResolvableType type, HttpOutputMessage answer, @Nullable Map<String, Object> hints)
            throws IOException {
        super.writeInternal(body, type, isForClient() ? new Hiding(answer) : answer, hints);
    }

    /** A charset in the type would be one that the caller has asked for, and JSON has none. */
    @Override
    protected void addDefaultHeaders(HttpHeaders headers, Object body, @Nullable MediaType type) throws IOException {
        super.addDefaultHeaders(headers, body, type == null ? null : new MediaType(type.getType(), type.getSubtype()));
    }

    @Override
    protected JsonEncoding getJsonEncoding(@Nullable MediaType type) {
        return JsonEncoding.UTF8;
    }

    private static boolean isForClient() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller != null && caller.getPrincipal() instanceof Person person && person.isClient();
    }
}
