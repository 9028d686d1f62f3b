package com.sealkloud.chat.testing;

/**
 * Somebody who can log in.
 *
 * @param token a valid bearer token
 */
public record User(String userId, String userName, String userRole, String token) {}
