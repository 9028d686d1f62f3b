package com.sealkloud.chat.testing;

/**
 * An authenticated user.
 *
 * @param token a valid bearer token
 */
public record User(String userId, String userName, String userRole, String token) {}
