package dev.agentguard.config;

import dev.agentguard.yaml.YamlNode;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values that several sections share: hosts, operations, files and names that must have been declared. */
final class Values {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_DIGITS = 20;
    private static final int HIGHEST_PORT = 65_535;

    private Values() {}

    /** The items of a list of strings, each still with its position. */
    static List<YamlNode> stringNodes(YamlNode node) {
        node.strings();
        node.list().forEach(YamlNode::string);
        return node.list();
    }

    static List<String> hosts(YamlNode node) {
        List<String> hosts = new ArrayList<>();
        stringNodes(node).forEach(item -> hosts.add(host(item)));
        return hosts;
    }

    static String host(YamlNode item) {
        String host = item.string().toLowerCase(Locale.ROOT);
        if (!isHost(host)) {
            throw item.expected("a host such as `api.example.com`, `*.example.com` or `127.0.0.1:8443`");
        }
        return host;
    }

    /**
     * The names of operations or resource types, {@code provider:name}, {@code *} for any characters; of requests
     * {@code provider:METHOD /path}.
     */
    static String pattern(YamlNode node, String example) {
        String pattern = node.string();
        if (pattern.indexOf(':') < 1 || pattern.length() > LONGEST_NAME || hasBlank(pattern.replaceFirst(" /", "/"))) {
            throw node.expected("`provider:name` such as `" + example + "`");
        }
        return pattern;
    }

    static List<String> declared(YamlNode node, Collection<String> environments) {
        return stringNodes(node).stream()
                .map(item -> declaredName(item, environments))
                .toList();
    }

    static String declaredName(YamlNode node, Collection<String> environments) {
        String name = node.string();
        if (!environments.contains(name)) {
            String known = environments.isEmpty()
                    ? "none is declared"
                    : "declared are "
                            + environments.stream()
                                    .sorted()
                                    .map(one -> "`" + one + "`")
                                    .collect(Collectors.joining(", "));
            throw node.error("environment `" + name + "` is not declared under `environments`, " + known);
        }
        return name;
    }

    static Path path(YamlNode node, Path base) {
        try {
            return base.resolve(node.string()).normalize();
        } catch (InvalidPathException e) {
            throw node.expected("the name of a file");
        }
    }

    /** A path that may start with {@code ~/}. */
    static Path homePath(YamlNode node, Path base) {
        String text = node.string();
        if (text.indexOf('*') >= 0 || (text.startsWith("~") && !text.equals("~") && !text.startsWith("~/"))) {
            throw node.expected("a path without patterns; what is in a directory belongs to it");
        }
        if (!text.startsWith("~")) {
            return path(node, base);
        }
        return Path.of(System.getProperty("user.home", "."), text.substring(1));
    }

    /**
     * An amount of money.
     *
     * @param value how much, in the major unit
     * @param currency the ISO 4217 code of its currency
     */
    record Money(BigDecimal value, String currency) {}

    static Money money(YamlNode node) {
        String[] words = node.string().strip().split(" ", -1);
        if (words.length != 2 || !isAmount(words[0]) || !isCurrency(words[1])) {
            throw node.expected("an amount and a currency such as `50 EUR`");
        }
        return new Money(new BigDecimal(words[0]), words[1].toUpperCase(Locale.ROOT));
    }

    static int count(YamlNode node) {
        int number = node.integer();
        if (number < 0) {
            throw node.expected("a number from 0");
        }
        return number;
    }

    private static boolean isAmount(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')
                && Character.isDigit(text.charAt(0))
                && text.indexOf('.') == text.lastIndexOf('.');
    }

    private static boolean isCurrency(String text) {
        try {
            Currency.getInstance(text.toUpperCase(Locale.ROOT));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isHost(String text) {
        String rest = text.startsWith("*.") ? text.substring(2) : text;
        int bracket = rest.startsWith("[") ? rest.indexOf(']') : -1;
        int colon = rest.indexOf(':', Math.max(bracket, 0));
        String name = colon < 0 ? rest : rest.substring(0, colon);
        return !name.isEmpty()
                && !name.startsWith(".")
                && (colon < 0 || isPort(rest.substring(colon + 1)))
                && name.chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || "-._".indexOf(c) >= 0 || inBrackets(bracket, c));
    }

    private static boolean inBrackets(int bracket, int c) {
        return bracket > 0 && "[]:".indexOf(c) >= 0;
    }

    private static boolean isPort(String text) {
        return !text.isEmpty()
                && text.length() <= 5
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) <= HIGHEST_PORT
                && Integer.parseInt(text) > 0;
    }

    private static boolean hasBlank(String text) {
        return text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }
}
