package dev.agentguard.effect.shell;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The variables of a text of PowerShell. */
final class PowerShellVariables {

    private static final int MOST = 1_000;

    private final Map<String, PowerShellValue> values = new HashMap<>(4);
    private int changes;

    /** How often one got another value: what a loop's second turn may see. */
    int changes() {
        return changes;
    }

    PowerShellValue get(String name) {
        String key = key(name);
        if (key.equals("null") || key.equals("true") || key.equals("false")) {
            return PowerShellValue.of("$" + key, true);
        }
        PowerShellValue value = values.get(key);
        return value == null ? PowerShellValue.of("$" + name, false) : value;
    }

    void set(String name, PowerShellValue value) {
        if (values.size() < MOST) {
            values.put(key(name), value.known() ? value : PowerShellValue.of("$" + name, false));
        }
    }

    /**
     * Assigns a value.
     *
     * @param adds whether it is put behind the one before
     * @param perhaps whether it is only perhaps assigned, so that one that was known before is not known any more
     */
    void assign(String name, PowerShellValue value, boolean adds, boolean perhaps) {
        PowerShellValue before = values.get(key(name));
        PowerShellValue now = value;
        if (adds) {
            now = before == null
                    ? PowerShellValue.UNKNOWN
                    : PowerShellValue.of(before.text() + value.text(), before.known() && value.known());
        }
        if (before != null && before.equals(now)) {
            return;
        }
        if (before != null) {
            changes++;
        }
        set(name, before != null && perhaps ? PowerShellValue.UNKNOWN : now);
    }

    /** Whether it holds what every command is told beside its arguments. */
    static boolean isDefaults(String name) {
        return key(name).equals("psdefaultparametervalues");
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        String scope = colon < 0 ? "" : lower.substring(0, colon);
        return switch (scope) {
            case "global", "script", "local", "private", "using", "variable" -> lower.substring(colon + 1);
            default -> lower;
        };
    }
}
