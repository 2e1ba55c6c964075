package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is written into devices: firmware, boot loaders, memory cards. */
final class DeviceMeanings {

    static final Condition FLASHES = AnyOf.of(
            CommandShape.program("flashrom", "avrdude", "st-flash", "dfu-util", "bossac", "openocd", "heimdall"),
            new CommandShape(Set.of("fastboot"), List.of("flash"), List.of()),
            new CommandShape(Set.of("fastboot"), List.of("erase"), List.of()),
            new CommandShape(Set.of("fastboot"), List.of(), List.of(Options.of("-w"))),
            new CommandShape(Set.of("esptool", "esptool.py"), List.of("write_flash"), List.of()),
            new CommandShape(Set.of("esptool", "esptool.py"), List.of("erase_flash"), List.of()),
            new CommandShape(Set.of("idf.py", "west", "platformio", "pio"), List.of("flash"), List.of()),
            CommandShape.of("pio", "upload"),
            CommandShape.of("adb", "sideload"),
            RunsTask.of("flash"),
            Operates.writing("tool:*flash*"));

    private DeviceMeanings() {}

    /** "flash", whatever is flashed. */
    static @Nullable Condition of(Verb verb) {
        return verb == Verb.FLASH ? FLASHES : null;
    }
}
