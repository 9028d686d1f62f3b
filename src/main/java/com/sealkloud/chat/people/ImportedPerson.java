package com.sealkloud.chat.people;

import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Person;

/** A user as a file describes one. */
record ImportedPerson(Person person, Contact contact) {}
