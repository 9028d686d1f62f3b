package com.sealkloud.chat.search;

/**
 * Hashes by which the index knows words and properties. They can collide, so whatever the index
 * finds is compared with the message.
 */
final class Hashes {

    private Hashes() {}

    static int word(String word) {
        return of('w', word);
    }

    static int conversation(String conversationId) {
        return of('c', conversationId);
    }

    static int sender(String userId) {
        return of('s', userId);
    }

    static int feature(Criteria.Has feature) {
        return of('h', feature.name());
    }

    /** Three characters of a word. */
    static int trigram(String word, int at) {
        return of('t', word.substring(at, at + 3));
    }

    private static int of(char kind, String text) {
        int hash = kind;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 0x9E3779B1 + text.charAt(i);
            hash ^= hash >>> 15;
        }
        // The last step of MurmurHash3.
        hash *= 0x85EBCA6B;
        hash ^= hash >>> 13;
        hash *= 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }
}
