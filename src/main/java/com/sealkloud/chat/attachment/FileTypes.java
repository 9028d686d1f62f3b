package com.sealkloud.chat.attachment;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.tika.Tika;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.springframework.stereotype.Component;

/** What a file is, by its content, and whether such files are taken. */
@Component
class FileTypes {

    /** So much of a file decides what it is. */
    static final int LOOKED_AT = 64 << 10;

    private static final Set<String> INLINE =
            Set.of("image/png", "image/jpeg", "image/webp", "image/gif", "image/avif");

    private static final Set<String> MEDIA = Set.of("audio", "video");

    private static final MediaType PDF = MediaType.application("pdf");

    private final AttachmentProperties properties;

    FileTypes(AttachmentProperties properties) {
        this.properties = properties;
    }

    /** Loaded when the first file comes. */
    private static final class Known {

        private static final Tika TIKA = new Tika(MimeTypes.getDefaultMimeTypes());
        private static final MediaTypeRegistry REGISTRY =
                MimeTypes.getDefaultMimeTypes().getMediaTypeRegistry();

        private static MediaType parse(String name) {
            MediaType type = MediaType.parse(name);
            return type == null ? MediaType.OCTET_STREAM : REGISTRY.normalize(type.getBaseType());
        }
    }

    /** @return the media type that a whole file has by its content */
    static String contentOf(byte[] file) {
        return Known.parse(Known.TIKA.detect(Arrays.copyOf(file, Math.min(file.length, LOOKED_AT))))
                .toString();
    }

    /** @return whether browsers may show it; everything else they save */
    static boolean isInline(String contentType) {
        return INLINE.contains(contentType);
    }

    /** @throws Refusal {@code unsupported_type} if files of that name are not taken */
    void requireAllowed(FileName name) {
        if (properties.forbiddenExtensions().contains(name.extension())) {
            throw refused("Files that end with ." + name.extension() + " are not allowed.");
        }
    }

    /**
     * @param beginning up to {@link #LOOKED_AT} bytes
     * @return its media type
     * @throws Refusal {@code unsupported_type} if such files are not taken, or it is something else
     *     than its name says
     */
    String require(byte[] beginning, FileName name) {
        MediaType content = Known.parse(Known.TIKA.detect(beginning));
        MediaType named = Known.parse(Known.TIKA.detect(name.text()));
        MediaType type = specialised(content, named);
        if (isForbidden(type) || isForbidden(content)) {
            throw refused("Files of the type " + type + " are not allowed.");
        }
        if (contradicts(type, named)) {
            throw refused("The name of the file says " + named + ", but it is " + type + ".");
        }
        return type.toString();
    }

    /** Text and containers may be what the name says; unknown bytes stay unknown. */
    private static MediaType specialised(MediaType content, MediaType named) {
        return !content.equals(MediaType.OCTET_STREAM) && Known.REGISTRY.isSpecializationOf(named, content)
                ? named
                : content;
    }

    private static boolean contradicts(MediaType type, MediaType named) {
        if (named.equals(MediaType.OCTET_STREAM)
                || type.equals(named)
                || Known.REGISTRY.isSpecializationOf(type, named)) {
            return false;
        }
        if (type.equals(MediaType.OCTET_STREAM)) {
            return named.getType().equals("image") || named.equals(PDF);
        }
        return !(isMedia(type) && isMedia(named));
    }

    /** The same containers carry sound and pictures. */
    private static boolean isMedia(MediaType type) {
        return MEDIA.contains(type.getType()) || type.getSubtype().equals("mp4");
    }

    private boolean isForbidden(MediaType type) {
        List<String> forbidden = properties.forbiddenTypes();
        return forbidden.stream().map(Known::parse).anyMatch(each -> Known.REGISTRY.isInstanceOf(type, each));
    }

    private static Refusal refused(String reason) {
        return new Refusal(RefusalCode.UNSUPPORTED_TYPE, reason);
    }
}
