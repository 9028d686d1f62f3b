package com.sealkloud.chat.picture;

import com.sealkloud.chat.http.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The size of uploaded pictures. */
@Configuration(proxyBeanMethods = false)
class PictureConfiguration {

    @Bean
    BodyLimit uploadedPictures(PictureProperties properties) {
        return new BodyLimit("/api/v1/me/picture", properties.limit(), true);
    }
}
