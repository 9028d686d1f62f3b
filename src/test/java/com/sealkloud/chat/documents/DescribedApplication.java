package com.sealkloud.chat.documents;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole application, embedded and in memory, with springdoc enabled; one context for all tests
 * of documents.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "chat.broker=embedded",
            "chat.demo=true",
            "chat.demo-data=false",
            "spring.datasource.url=jdbc:h2:mem:documents;DB_CLOSE_DELAY=-1",
            "springdoc.api-docs.enabled=true",
            // SCIM is described by its RFCs, and by itself.
            "springdoc.paths-to-exclude=/scim/**",
            "springdoc.writer-with-order-by-keys=true",
            "springdoc.writer-with-default-pretty-printer=true"
        })
@Import(OpenApiDescription.class)
@interface DescribedApplication {}
