package com.sealkloud.chat.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor what asks for the next one; null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
