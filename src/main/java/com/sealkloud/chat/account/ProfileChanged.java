package com.sealkloud.chat.account;

/**
 * What others see of a user is different now: name, role or picture. Published within the
 * transaction that changes it.
 */
public record ProfileChanged(Person person) {}
