package com.sealkloud.chat.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/**
 * A drawn head and shoulders, for demo people.
 *
 * @param wall behind them
 * @param hair its colour
 * @param skin its colour
 * @param coat what they wear
 * @param isLong whether the hair covers the ears
 */
record DrawnPortrait(int wall, int hair, int skin, int coat, boolean isLong) {

    private static final int SIDE = 256;
    private static final Color DARK = new Color(0x2b2320);

    BufferedImage draw() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setColor(new Color(wall));
            canvas.fillRect(0, 0, SIDE, SIDE);
            body(canvas);
            head(canvas);
            face(canvas);
        } finally {
            canvas.dispose();
        }
        return image;
    }

    private void body(Graphics2D canvas) {
        canvas.setColor(new Color(hair));
        if (isLong) {
            canvas.fill(new RoundRectangle2D.Double(68, 56, 120, 142, 110, 110));
        }
        canvas.setColor(new Color(coat));
        canvas.fill(new RoundRectangle2D.Double(36, 192, 184, 120, 120, 120));
        canvas.setColor(new Color(skin).darker());
        canvas.fill(new RoundRectangle2D.Double(108, 150, 40, 62, 36, 36));
    }

    private void head(Graphics2D canvas) {
        canvas.setColor(new Color(skin));
        canvas.fill(new Ellipse2D.Double(78, 62, 100, 116));
        canvas.setColor(new Color(hair));
        canvas.fill(new Arc2D.Double(72, 46, 112, 112, 8, 164, Arc2D.CHORD));
    }

    private static void face(Graphics2D canvas) {
        canvas.setColor(DARK);
        canvas.fill(new Ellipse2D.Double(103, 114, 10, 12));
        canvas.fill(new Ellipse2D.Double(143, 114, 10, 12));
        canvas.fill(new Arc2D.Double(110, 128, 36, 28, 200, 140, Arc2D.CHORD));
    }
}
