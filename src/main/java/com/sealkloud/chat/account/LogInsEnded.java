package com.sealkloud.chat.account;

/** Published within the transaction that ends all log-ins of somebody, for whoever has given their devices more than a token. */
public record LogInsEnded(String userId) {}
