package com.sealkloud.chat.notification;

import com.sealkloud.chat.text.Characters;
import com.sealkloud.chat.text.ChatMarkdown;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.ListItem;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Converts a message into one line of plain text, for the body of a notification. */
final class Preview {

    /** In UTF-16 units, including the ellipsis. */
    static final int LONGEST = 140;

    /** Longer text cannot be visible and is not parsed. */
    private static final int LOOKED_AT = 2_000;

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /**
     * Control characters, and marks that would change the direction of the text around the preview.
     */
    private static final Pattern UNSHOWN =
            Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\p{IsWhite_Space}]+");

    private Preview() {}

    /** @return the words of a message without markup; a message of markup only as typed */
    static String of(String markdown) {
        String beginning = Characters.repaired(beginning(markdown));
        PlainText text = new PlainText();
        ChatMarkdown.parse(beginning).accept(text);
        String words = line(ChatMarkdown.written(text.words.toString()));
        return cut(Characters.isBlank(words) ? line(beginning) : words);
    }

    private static String beginning(String text) {
        if (text.length() <= LOOKED_AT) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LOOKED_AT - 1)) ? LOOKED_AT - 1 : LOOKED_AT);
    }

    private static String line(String text) {
        return UNSHOWN.matcher(text).replaceAll(" ").strip();
    }

    /** Never within a grapheme. */
    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        Matcher grapheme = GRAPHEME.matcher(text);
        int end = 0;
        while (grapheme.find() && grapheme.end() < LONGEST) {
            end = grapheme.end();
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** Keeps the words and drops the markup. */
    private static final class PlainText extends AbstractVisitor {

        private final StringBuilder words = new StringBuilder();

        @Override
        public void visit(Text text) {
            words.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            words.append(code.getLiteral());
        }

        @Override
        public void visit(CustomNode node) {
            words.append(((ChatMarkdown.Address) node).text());
        }

        /** A link, with an exclamation mark before it. */
        @Override
        public void visit(Image image) {
            words.append('!');
            super.visit(image);
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            words.append(' ');
        }

        @Override
        public void visit(HardLineBreak lineBreak) {
            words.append(' ');
        }

        @Override
        public void visit(FencedCodeBlock code) {
            words.append(code.getLiteral()).append(' ');
        }

        @Override
        public void visit(Paragraph paragraph) {
            ended(paragraph);
        }

        @Override
        public void visit(ListItem item) {
            ended(item);
        }

        private void ended(Block block) {
            visitChildren(block);
            words.append(' ');
        }
    }
}
