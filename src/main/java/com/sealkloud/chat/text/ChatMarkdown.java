package com.sealkloud.chat.text;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.delimiter.DelimiterProcessor;
import org.commonmark.parser.delimiter.DelimiterRun;

/**
 * The subset of Markdown in messages, as the web client's {@code markdown.ts} shows it: emphasis,
 * strikethrough, code, fenced code, links, addresses, lists and quotes. Headings, rules, images,
 * HTML, entities, indented code and link definitions are plain text. Both sides are tested with
 * {@code src/test/resources/text/markdown.json}.
 */
public final class ChatMarkdown {

    /**
     * Inserted into {@code ]:}, which prevents link definitions. No real text contains this
     * noncharacter.
     */
    private static final String NO_DEFINITION = "]\uFDD0:";

    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of(BlockQuote.class, FencedCodeBlock.class, ListBlock.class))
            .customDelimiterProcessor(new Strikethrough())
            .customInlineContentParserFactory(trigger(Set.of('&'), ChatMarkdown::literal))
            .customInlineContentParserFactory(trigger(Set.of('<'), ChatMarkdown::bracketed))
            .customInlineContentParserFactory(trigger(Set.of('h', 'H', 'f', 'F'), ChatMarkdown::bare))
            .build();

    private static final Pattern AUTOLINK =
            Pattern.compile("(?!(?i:javascript|vbscript|file|data):)[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\\x00-\\x20]*"
                    + "|[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,250}[a-zA-Z0-9])?");
    private static final Pattern SCHEME = Pattern.compile("(?i:https?|ftp)");
    private static final Pattern BARE = Pattern.compile("[A-Za-z]+://[^\\s<>].*");

    private ChatMarkdown() {}

    /** A bare address in a message. */
    public static final class Address extends CustomNode {

        private final String text;

        Address(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public static Node parse(String message) {
        return PARSER.parse(message.replace("]:", NO_DEFINITION));
    }

    /** @return the literal of a node as written */
    public static String written(String literal) {
        return literal.replace(NO_DEFINITION, "]:");
    }

    private static InlineContentParserFactory trigger(Set<Character> characters, InlineContentParser parser) {
        return new InlineContentParserFactory() {
            @Override
            public Set<Character> getTriggerCharacters() {
                return characters;
            }

            @Override
            public InlineContentParser create() {
                return parser;
            }
        };
    }

    private static ParsedInline literal(InlineParserState state) {
        String character = String.valueOf(state.scanner().peek());
        state.scanner().next();
        return ParsedInline.of(new Text(character), state.scanner().position());
    }

    /** An address in angle brackets; anything else that begins with one is not HTML here. */
    private static ParsedInline bracketed(InlineParserState state) {
        Scanner scanner = state.scanner();
        Position before = scanner.position();
        scanner.next();
        Position start = scanner.position();
        if (scanner.find(character -> character == '>' || character == '<' || character <= ' ') > 0
                && scanner.peek() == '>') {
            String inner = scanner.getSource(start, scanner.position()).getContent();
            if (AUTOLINK.matcher(inner).matches()) {
                scanner.next();
                return ParsedInline.of(new Address(inner), scanner.position());
            }
        }
        scanner.setPosition(before);
        return literal(state);
    }

    /** A bare address: underscores and asterisks in it are not markup. */
    private static ParsedInline bare(InlineParserState state) {
        Scanner scanner = state.scanner();
        int previous = scanner.peekPreviousCodePoint();
        if (previous < 0x80
                && (Character.isLetterOrDigit(previous) || previous == '.' || previous == '+' || previous == '-')) {
            return ParsedInline.none();
        }
        Position start = scanner.position();
        // What does not begin like an address must not be looked through to its end each time.
        scanner.find(character -> !isAsciiLetter(character));
        String scheme = scanner.getSource(start, scanner.position()).getContent();
        if (!SCHEME.matcher(scheme).matches() || !scanner.next("://")) {
            return ParsedInline.none();
        }
        endOfAddress(scanner);
        String text = scanner.getSource(start, scanner.position()).getContent();
        int end = AddressEnd.of(text);
        if (!BARE.matcher(text.substring(0, end)).matches()) {
            return ParsedInline.none();
        }
        scanner.setPosition(start);
        for (int at = 0; at < end; at++) {
            scanner.next();
        }
        return ParsedInline.of(new Address(text.substring(0, end)), scanner.position());
    }

    private static boolean isAsciiLetter(char character) {
        return (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
    }

    /** Balanced brackets belong to it. */
    private static void endOfAddress(Scanner scanner) {
        StringBuilder open = new StringBuilder();
        while (scanner.hasNext()) {
            char character = scanner.peek();
            if (character == '\n' || Character.isWhitespace(character) || character == '<' || character == '>') {
                return;
            }
            int opening = "([{".indexOf(character);
            int closing = ")]}".indexOf(character);
            if (opening >= 0) {
                open.append(")]}".charAt(opening));
            } else if (closing >= 0) {
                if (open.isEmpty() || open.charAt(open.length() - 1) != character) {
                    return;
                }
                open.setLength(open.length() - 1);
            }
            scanner.next();
        }
    }

    /** Two tildes around; the struck text is kept. */
    private static final class Strikethrough implements DelimiterProcessor {

        @Override
        public char getOpeningCharacter() {
            return '~';
        }

        @Override
        public char getClosingCharacter() {
            return '~';
        }

        @Override
        public int getMinLength() {
            return 2;
        }

        @Override
        public int process(DelimiterRun opening, DelimiterRun closing) {
            return opening.length() >= 2 && closing.length() >= 2 ? 2 : 0;
        }
    }
}
