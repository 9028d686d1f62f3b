package com.sealkloud.chat.notification;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Makes one line of plain text of a message: what a desktop shows under the title. */
final class Preview {

    /** In UTF-16 units, the ellipsis included. */
    static final int LONGEST = 140;

    /** What is beyond cannot show, and need not be parsed. */
    private static final int LOOKED_AT = 2_000;

    private static final Parser PARSER = Parser.builder().build();
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /** Controls, and the marks that would turn the direction of whatever stands beside the preview. */
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\s]+");

    private Preview() {}

    static String of(String markdown) {
        PlainText text = new PlainText();
        PARSER.parse(markdown.substring(0, Math.min(markdown.length(), LOOKED_AT)))
                .accept(text);
        return cut(UNSHOWN.matcher(text.words).replaceAll(" ").strip());
    }

    /** Never within what a reader sees as one character. */
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

    /** Keeps the words and drops the marks. HTML is text here, as it is for the page. */
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
        public void visit(HtmlInline html) {
            words.append(html.getLiteral());
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
        public void visit(HtmlBlock html) {
            words.append(html.getLiteral()).append(' ');
        }

        @Override
        public void visit(FencedCodeBlock code) {
            words.append(code.getLiteral()).append(' ');
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            words.append(code.getLiteral()).append(' ');
        }

        @Override
        public void visit(Paragraph paragraph) {
            super.visit(paragraph);
            words.append(' ');
        }

        @Override
        public void visit(Heading heading) {
            super.visit(heading);
            words.append(' ');
        }

        @Override
        public void visit(ListItem item) {
            super.visit(item);
            words.append(' ');
        }

        @Override
        public void visit(BlockQuote quote) {
            super.visit(quote);
            words.append(' ');
        }
    }
}
