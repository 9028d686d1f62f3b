package com.sealkloud.chat.http;

import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers this package's hooks with Tomcat, and stops it from reading bodies itself. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    @Bean
    TomcatProtocolHandlerCustomizer<AbstractProtocol<?>> watchedProtocol(ArrivingRequests requests) {
        return requests::watch;
    }

    @Bean
    TomcatContextCustomizer valves(HttpThreads threads) {
        return context -> {
            context.getPipeline().addValve(new CoyoteRequests());
            context.getPipeline().addValve(new FairTurns(threads));
        };
    }

    /** No endpoint accepts forms; Tomcat would parse them whenever a parameter is read. */
    @Bean
    TomcatConnectorCustomizer noForms() {
        return connector -> connector.setParseBodyMethods("");
    }
}
