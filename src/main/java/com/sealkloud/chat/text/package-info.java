/**
 * Validation and normalisation of text: Unicode checks, names as one visible line, folding for
 * search, the Markdown of messages.
 *
 * <p>{@code OneLine} normalises and checks names and titles, and {@code Characters} says what no
 * text may have. Fields of bodies are annotated with {@code VisibleLine} or {@code VisibleText};
 * {@code GuardedStrings} refuses what is no text in any field of JSON. {@code Folding} makes words
 * comparable for search, and {@code ChatMarkdown} reads the Markdown of messages.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
