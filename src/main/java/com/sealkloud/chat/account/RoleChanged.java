package com.sealkloud.chat.account;

/** A user has another role. Published within the transaction that changes it. */
public record RoleChanged(Person before, Person after) {}
