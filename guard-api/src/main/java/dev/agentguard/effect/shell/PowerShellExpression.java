package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together what a word of PowerShell is worth. Not safe for use by threads. */
final class PowerShellExpression {

    /** Types that leave a text as it is. */
    private static final Set<String> SAME = Set.of("string", "system.string", "scriptblock", "object", "void");

    private final StringBuilder text = new StringBuilder();
    private final boolean bare;
    private boolean known = true;
    private String type = "";
    private @Nullable List<PowerShellStatement> block;

    PowerShellExpression(boolean bare) {
        this.bare = bare;
    }

    /** The value of words with operators between them. */
    static PowerShellValue value(List<PowerShellValue> values) {
        if (values.size() == 1) {
            return values.get(0);
        }
        StringBuilder text = new StringBuilder();
        boolean known = values.size() % 2 == 1;
        for (int i = 0; known && i < values.size(); i++) {
            PowerShellValue value = values.get(i);
            known = i % 2 == 0 ? value.known() : value.bare() && value.text().equals("+");
            text.append(i % 2 == 0 ? value.text() : "");
        }
        return known ? PowerShellValue.of(text.toString(), true) : PowerShellValue.UNKNOWN;
    }

    void add(PowerShellValue value) {
        known &= value.known();
        block = text.isEmpty() ? value.block() : null;
        text.append(value.text());
    }

    void type(String name) {
        type = name.toLowerCase(Locale.ROOT);
    }

    /** The type whose static member follows, or to which the value is cast, in lower case. */
    String type() {
        return type;
    }

    /** The value so far becomes one of its members, which is not known. */
    void member() {
        known = false;
        block = null;
        type = "";
    }

    PowerShellValue value() {
        boolean cast = !type.isEmpty() && !SAME.contains(type);
        return new PowerShellValue(new Word(text.toString(), known && !cast), bare, block);
    }
}
