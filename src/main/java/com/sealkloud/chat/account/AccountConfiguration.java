package com.sealkloud.chat.account;

import com.sealkloud.chat.lifecycle.SteadyClock;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    Clock clock() {
        return new SteadyClock();
    }
}
