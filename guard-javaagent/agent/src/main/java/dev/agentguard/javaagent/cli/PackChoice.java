package dev.agentguard.javaagent.cli;

import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Chooses among the shipped packs: {@code all}, {@code none} or {@code without=aws,stripe}. What is said of no provider
 * in particular stays.
 */
record PackChoice(Predicate<String> providers) {

    /** Reads a choice. */
    static final class Converter implements ITypeConverter<PackChoice> {

        private static final String GENERIC = "generic";
        private static final String WITHOUT = "without=";

        @Override
        public PackChoice convert(String text) {
            if (text.equals("all")) {
                return new PackChoice(provider -> true);
            }
            if (text.equals("none")) {
                return new PackChoice(GENERIC::equals);
            }
            if (text.startsWith(WITHOUT) && text.length() > WITHOUT.length()) {
                List<String> left = List.of(text.substring(WITHOUT.length()).split(","));
                return new PackChoice(provider -> !left.contains(provider));
            }
            throw new TypeConversionException("`" + text + "`, expected all, none or without=NAME,NAME");
        }
    }
}
