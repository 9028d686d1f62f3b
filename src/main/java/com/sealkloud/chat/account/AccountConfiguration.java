package com.sealkloud.chat.account;

import com.sealkloud.chat.http.BodyLimit;
import com.sealkloud.chat.lifecycle.SteadyClock;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    PasswordEncoder passwordEncoder(AccountProperties properties) {
        return new WholePasswordEncoder(properties.logIn().bcryptCost());
    }

    @Bean
    BodyLimit importedFiles(ImportProperties properties) {
        return new BodyLimit("/api/v1/users/import", properties.bodyLimit(), false);
    }

    @Bean
    Clock clock() {
        return new SteadyClock();
    }
}
