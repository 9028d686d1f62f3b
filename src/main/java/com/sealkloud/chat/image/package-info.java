/**
 * Pictures as bytes: copies without what they tell besides, and small copies.
 *
 * <p>{@code Pictures} recognises a picture and makes both; each format has a class of its own.
 */
@ApplicationModule(allowedDependencies = {"api"})
@NullMarked
package com.sealkloud.chat.image;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
