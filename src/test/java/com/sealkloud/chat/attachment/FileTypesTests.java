package com.sealkloud.chat.attachment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.api.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Which files are taken as long as nobody configures it. */
class FileTypesTests {

    private static final byte[] TEXT = bytes("echo Ambrosia\n");

    private final FileTypes types = new FileTypes(new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("chat.attachment", AttachmentProperties.class));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void take(String name, byte[] content) {
        FileName file = FileName.of(name);
        types.requireAllowed(file);
        types.require(content, file);
    }

    private void expectRefused(String name, byte[] content) {
        assertThatThrownBy(() -> take(name, content))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setup.EXE", "x.cmd", "x.ps1", "x.ps1xml", "x.vb", "x.settingcontent-ms", "x.appref-ms", "x.chm",
                "x.xll", "disk.iso", "disk.vhdx", "x.sh", "x.zsh", "x.command", "x.terminal", "x.applescript",
                "x.scptd", "x.tool", "x.js", "x.php", "x.php5", "x.shtml", "x.jnlp"
            })
    void whatWindowsMacOrAWebServerWouldRunIsRefusedByItsName(String name) {
        expectRefused(name, TEXT);
    }

    @Test
    void whatRunsIsRefusedByItsContentToo() {
        expectRefused("install", bytes("#!/bin/sh\nrm -r *\n"));
        expectRefused("notes.txt", bytes("@echo off\n"));
        expectRefused("data.bin", HexFormat.of().parseHex("7f454c4602010100000000000000000003003e0001000000"));
        expectRefused("data.bin", HexFormat.of().parseHex("cffaedfe0c000001000000000200000010000000"));
        expectRefused("data.bin", HexFormat.of().parseHex("cafebabe000000020100000700000003"));
        expectRefused("data.bin", HexFormat.of().parseHex("4d5a90000300000004000000ffff0000"));
        expectRefused("data.bin", bytes("ITSF\3\0\0\0\140\0\0\0\1\0\0\0"));
    }

    /** Nothing of that runs by itself where it is saved, and people in support send it each day. */
    @ParameterizedTest
    @ValueSource(strings = {"report.html", "plan.svg", "x.py", "x.rb", "x.sql", "x.xml", "x.txt", "x.log"})
    void documentsAndSourcesAreTaken(String name) {
        byte[] content = switch (FileName.of(name).extension()) {
            case "html" -> bytes("<!DOCTYPE html><html><p>Ambrosia</p></html>");
            case "svg" -> bytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
            case "xml" -> bytes("<?xml version=\"1.0\"?><a/>");
            default -> TEXT;
        };

        assertThatCode(() -> take(name, content)).doesNotThrowAnyException();
    }
}
