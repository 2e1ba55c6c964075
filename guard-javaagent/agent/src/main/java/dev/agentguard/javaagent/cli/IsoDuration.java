package dev.agentguard.javaagent.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time such as {@code PT1H} or {@code P7D}; {@code 1h}, {@code 15m} and {@code 7d} are understood too. */
final class IsoDuration implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String iso = upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper;
        try {
            return Duration.parse(iso);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("expected a time such as `PT1H` or `15m`: `" + text + "`");
        }
    }
}
