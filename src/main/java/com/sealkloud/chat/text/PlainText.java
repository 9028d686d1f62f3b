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

/** Keeps the words of a message and drops its markup, for where markup is not shown. */
public final class PlainText extends AbstractVisitor {

    private final StringBuilder words = new StringBuilder();

    private PlainText() {}

    /** @return the words in the order of the message; empty if it has markup only */
    public static String of(String message) {
        PlainText text = new PlainText();
        ChatMarkdown.parse(message).accept(text);
        return ChatMarkdown.written(text.words.toString()).strip();
    }

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
