package com.sealkloud.chat.login;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
class LogInConfiguration {

    @Bean
    PasswordEncoder passwordEncoder() {
        return new WholePasswordEncoder();
    }
}
