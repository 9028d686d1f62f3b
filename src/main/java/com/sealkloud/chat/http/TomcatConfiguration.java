package com.sealkloud.chat.http;

import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has Tomcat tell what this package has to know, and read no bodies by itself. */
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

    /** Nothing here takes forms; Tomcat would read them wherever a parameter is asked for. */
    @Bean
    TomcatConnectorCustomizer noForms() {
        return connector -> connector.setParseBodyMethods("");
    }
}
