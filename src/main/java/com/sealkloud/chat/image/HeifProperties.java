package com.sealkloud.chat.image;

import com.sealkloud.chat.image.HeifBoxes.Box;
import com.sealkloud.chat.image.Pictures.BrokenPictureException;
import com.sealkloud.chat.image.Pictures.PixelBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how large the pictures of a HEIF are: its box {@code iprp} (ISO/IEC 23008-12). */
final class HeifProperties {

    private final HeifBoxes boxes;
    private final long mostPixels;
    private final Map<Integer, PictureSize> sizes = new HashMap<>();
    private final Set<Integer> quarterTurns = new HashSet<>();
    private final Map<Long, PictureSize> sizeOfItem = new HashMap<>();
    private final Set<Long> turnedItems = new HashSet<>();
    private int found;

    /** @param mostPixels of each picture: tiles, of which there are thousands, share theirs */
    HeifProperties(HeifBoxes boxes, long mostPixels) {
        this.boxes = boxes;
        this.mostPixels = mostPixels;
    }

    /** @throws BrokenPictureException if a picture is too large */
    void read(Box properties) throws IOException {
        boxes.each(properties.content(), properties.end(), box -> {
            switch (box.type()) {
                case "ipco" -> boxes.each(box.content(), box.end(), this::find);
                case "ipma" -> associate(boxes.read(box));
                default -> {}
            }
        });
    }

    private void find(Box property) throws IOException {
        found++;
        if (property.type().equals("ispe")) {
            ByteBuffer size = boxes.read(property);
            size.getInt();
            long width = size.getInt() & 0xFFFFFFFFL;
            long height = size.getInt() & 0xFFFFFFFFL;
            new PixelBudget(mostPixels).spend(width, height);
            sizes.put(found, new PictureSize((int) width, (int) height));
        } else if (property.type().equals("irot") && (boxes.read(property).get() & 1) == 1) {
            quarterTurns.add(found);
        }
    }

    private void associate(ByteBuffer in) {
        int header = in.getInt();
        for (long items = in.getInt() & 0xFFFFFFFFL; items > 0; items--) {
            long item = HeifBoxes.itemId(in, header >>> 24 > 0);
            for (int properties = in.get() & 0xFF; properties > 0; properties--) {
                // The first bit says whether readers have to understand it.
                int property = (header & 1) == 1 ? in.getShort() & 0x7FFF : in.get() & 0x7F;
                PictureSize size = sizes.get(property);
                if (size != null) {
                    sizeOfItem.put(item, size);
                } else if (quarterTurns.contains(property)) {
                    turnedItems.add(item);
                }
            }
        }
    }

    /** @return how large it is shown, if that is said */
    Optional<PictureSize> sizeOf(long item) {
        return Optional.ofNullable(sizeOfItem.get(item)).map(size -> turnedItems.contains(item) ? size.turned() : size);
    }
}
