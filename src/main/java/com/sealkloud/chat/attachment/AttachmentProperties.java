package com.sealkloud.chat.attachment;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Files of messages.
 *
 * @param limit the largest file
 * @param dailyLimit how much a user may upload on one day (UTC)
 * @param mostPixels how many pixels a picture may have, those of all its frames together
 * @param thumbnailPixels how many pixels a picture may have of which the decoder holds all in
 *     memory; a larger one has no thumbnail
 * @param uploads how many uploads a node receives at once
 * @param uploadsPerPerson how many of them of one user
 * @param uploadTime how long an upload keeps its place while all are taken
 * @param keepUnclaimed how long a file is kept that no message has claimed
 * @param linkTime how long a link to a file holds
 * @param scanner a virus scanner that looks at each file: {@code clamd://host:port}; none if unset
 * @param scanTime how long it may take for one file
 * @param sweepInterval how often files that are to be removed are looked for
 * @param keepUnknown how long bytes stay that the daily check finds without a file
 * @param forbiddenExtensions what names of files may not end with, without the dot
 * @param forbiddenTypes what files may not be, by their content
 */
@Validated
@ConfigurationProperties("chat.attachment")
record AttachmentProperties(
        @NotNull @DefaultValue("25MB") DataSize limit,
        @NotNull @DefaultValue("500MB") DataSize dailyLimit,
        @Min(1) @DefaultValue("64000000") long mostPixels,
        @Min(1) @DefaultValue("16000000") long thumbnailPixels,
        @Min(1) @DefaultValue("20") int uploads,
        @Min(1) @DefaultValue("3") int uploadsPerPerson,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("2m")
        Duration uploadTime,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("24h")
        Duration keepUnclaimed,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("1m")
        Duration linkTime,

        @Nullable URI scanner,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30s")
        Duration scanTime,

        @NotNull @DurationMin(millis = 10) @DefaultValue("10s")
        Duration sweepInterval,

        @NotNull @DurationMin(hours = 1) @DefaultValue("7d") Duration keepUnknown,

        @NotNull
        @DefaultValue({
            "action",
            "app",
            "appinstaller",
            "applescript",
            "application",
            "appref-ms",
            "appx",
            "appxbundle",
            "ashx",
            "asmx",
            "asp",
            "aspx",
            "bash",
            "bat",
            "cgi",
            "chm",
            "cmd",
            "com",
            "command",
            "cpl",
            "csh",
            "diagcab",
            "dll",
            "dmg",
            "exe",
            "fileloc",
            "gadget",
            "hta",
            "img",
            "inetloc",
            "inf",
            "iso",
            "jar",
            "jnlp",
            "js",
            "jse",
            "jsp",
            "jspx",
            "ksh",
            "library-ms",
            "lnk",
            "mjs",
            "msc",
            "msi",
            "msix",
            "msixbundle",
            "msp",
            "mst",
            "ocx",
            "phar",
            "php",
            "php3",
            "php4",
            "php5",
            "php7",
            "php8",
            "phtml",
            "pif",
            "pkg",
            "ps1",
            "ps1xml",
            "ps2",
            "ps2xml",
            "psc1",
            "psc2",
            "psm1",
            "reg",
            "scf",
            "scpt",
            "scptd",
            "scr",
            "search-ms",
            "settingcontent-ms",
            "sh",
            "shtml",
            "tcsh",
            "terminal",
            "tool",
            "url",
            "vb",
            "vbe",
            "vbs",
            "vhd",
            "vhdx",
            "workflow",
            "ws",
            "wsc",
            "wsf",
            "wsh",
            "xll",
            "zsh"
        })
        List<String> forbiddenExtensions,

        @NotNull
        @DefaultValue({
            "application/x-msdownload",
            "application/x-dosexec",
            "application/x-ms-installer",
            "application/x-mach-o",
            "application/x-mach-o-executable",
            "application/x-mach-o-dylib",
            "application/x-mach-o-bundle",
            "application/x-mach-o-universal",
            "application/x-mach-o-kext-bundle",
            "application/x-apple-diskimage",
            "application/java-vm",
            "application/x-bat",
            "application/x-sh",
            "application/x-elf",
            "application/vnd.ms-htmlhelp",
            "application/x-iso9660-image",
            "application/x-vhd",
            "application/x-java-jnlp-file"
        })
        List<String> forbiddenTypes) {

    AttachmentProperties {
        if (scanner != null && !isClamd(scanner)) {
            throw new IllegalArgumentException("chat.attachment.scanner must be clamd://host:port, not " + scanner);
        }
    }

    private static boolean isClamd(URI scanner) {
        return "clamd".equals(scanner.getScheme()) && scanner.getHost() != null && scanner.getPort() > 0;
    }
}
