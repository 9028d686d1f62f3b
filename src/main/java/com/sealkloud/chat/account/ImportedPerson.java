package com.sealkloud.chat.account;

/** A user as a file describes one. */
record ImportedPerson(Person person, Contact contact) {}
