package com.sealkloud.chat.text;

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

/** The words of a message without its markup. */
public final class PlainText extends AbstractVisitor {

    /** Stands for what is left out: neither part of a word nor white space. */
    private static final String LEFT_OUT = "\uFFFC";

    private final StringBuilder words = new StringBuilder();
    private final boolean isProse;

    private PlainText(boolean isProse) {
        this.isProse = isProse;
    }

    /** @return all words, in lines as the message has them; empty if it has markup only */
    public static String of(String message) {
        return read(message, false);
    }

    /** @return the words that people say: without code and addresses */
    public static String prose(String message) {
        return read(message, true);
    }

    private static String read(String message, boolean isProse) {
        PlainText text = new PlainText(isProse);
        ChatMarkdown.parse(message).accept(text);
        return ChatMarkdown.written(text.words.toString()).strip();
    }

    @Override
    public void visit(Text text) {
        words.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        words.append(isProse ? LEFT_OUT : code.getLiteral());
    }

    @Override
    public void visit(CustomNode node) {
        words.append(isProse ? LEFT_OUT : ((ChatMarkdown.Address) node).text());
    }

    /** A link, with an exclamation mark before it. */
    @Override
    public void visit(Image image) {
        words.append('!');
        super.visit(image);
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        words.append('\n');
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        words.append('\n');
    }

    @Override
    public void visit(FencedCodeBlock code) {
        words.append(isProse ? LEFT_OUT : code.getLiteral()).append('\n');
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
        words.append('\n');
    }
}
