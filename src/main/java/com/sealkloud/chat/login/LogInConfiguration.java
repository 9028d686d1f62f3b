package com.sealkloud.chat.login;

import com.sealkloud.chat.account.AccountProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
class LogInConfiguration {

    @Bean
    PasswordEncoder passwordEncoder(AccountProperties properties) {
        return new WholePasswordEncoder(properties.logIn().bcryptCost());
    }
}
