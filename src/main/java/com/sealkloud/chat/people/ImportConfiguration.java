package com.sealkloud.chat.people;

import com.sealkloud.chat.http.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    @Bean
    BodyLimit importedFiles(ImportProperties properties) {
        return new BodyLimit("/api/v1/users/import", properties.bodyLimit(), false);
    }
}
