package com.sealkloud.chat.account;

/** Somebody has another role from now on. Published within the transaction that makes it so. */
public record RoleChanged(Person before, Person after) {}
