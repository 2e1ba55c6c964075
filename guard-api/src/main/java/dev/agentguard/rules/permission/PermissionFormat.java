package dev.agentguard.rules.permission;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats that are read, told apart by a file's name. */
public enum PermissionFormat {
    /** Claude Code's {@code settings.json}, {@code settings.local.json} and {@code managed-settings.json}. */
    CLAUDE_SETTINGS("Claude Code"),
    /** Codex rules, {@code *.rules}. */
    CODEX_RULES("Codex"),
    /** Gemini CLI policies, {@code *.toml}. */
    GEMINI_POLICY("Gemini CLI"),
    /** Cursor's {@code permissions.json}. */
    CURSOR_PERMISSIONS("Cursor"),
    /** The Cursor command line's {@code cli-config.json} and {@code cli.json}. */
    CURSOR_CLI("Cursor"),
    /** Cursor's {@code hooks.json}. */
    CURSOR_HOOKS("Cursor");

    private final String product;

    PermissionFormat(String product) {
        this.product = product;
    }

    /** Returns the name of the program that the format belongs to. */
    String product() {
        return product;
    }

    /**
     * Returns the format of a file.
     *
     * @param file the file; it need not exist
     * @return its format, or null if its name is that of no permission file
     */
    public static @Nullable PermissionFormat of(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "settings.json", "settings.local.json", "managed-settings.json" -> CLAUDE_SETTINGS;
            case "permissions.json" -> CURSOR_PERMISSIONS;
            case "cli-config.json", "cli.json" -> CURSOR_CLI;
            case "hooks.json" -> CURSOR_HOOKS;
            default -> name.endsWith(".rules") ? CODEX_RULES : name.endsWith(".toml") ? GEMINI_POLICY : null;
        };
    }
}
