package com.sealkloud.chat.picture;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Pictures of people.
 *
 * @param limit the largest file of which one is made
 */
@Validated
@ConfigurationProperties("chat.picture")
record PictureProperties(@NotNull @DefaultValue("10MB") DataSize limit) {}
