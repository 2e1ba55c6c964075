package dev.agentguard.effect.sql;

import java.util.Locale;

/** One comparison of a condition, cut at its operator. */
final class Comparison {

    private final Tokens tokens;
    private final int from;
    private final int to;
    private String operator = "";
    private int left;
    private int right;

    Comparison(Tokens tokens, Segment segment) {
        this.tokens = tokens;
        this.from = segment.from();
        this.to = segment.to();
        this.left = to;
        this.right = to;
        findOperator();
    }

    private void findOperator() {
        for (int i = from; i < to; i = tokens.next(i)) {
            int end = i;
            StringBuilder symbols = new StringBuilder();
            while (end < to && isComparing(end)) {
                symbols.append(tokens.at(end).text());
                end++;
            }
            if (end == i && tokens.is(i, "IS")) {
                symbols.append("IS");
                end++;
                if (tokens.is(end, "NOT")) {
                    symbols.append(" NOT");
                    end++;
                }
            } else if (end == i && tokens.is(i, "IN")) {
                symbols.append(tokens.is(i - 1, "NOT") ? "NOT IN" : "IN");
                end++;
            } else if (end == i && (tokens.is(i, "LIKE") || tokens.is(i, "ILIKE") || tokens.is(i, "GLOB"))) {
                symbols.append(tokens.is(i - 1, "NOT") ? "NOT LIKE" : "LIKE");
                end++;
            }
            if (end > i) {
                operator = symbols.toString();
                left = i;
                right = end;
                return;
            }
        }
    }

    private boolean isComparing(int i) {
        return tokens.isSymbol(i, '=') || tokens.isSymbol(i, '<') || tokens.isSymbol(i, '>') || tokens.isSymbol(i, '!');
    }

    /** The same on both sides, or a pattern that matches everything. */
    boolean isTautology() {
        return switch (operator) {
            case "=", "==", "<=", ">=", "<=>", "IS" -> same(from, left, right, to);
            case "IN" -> isFirstOfList();
            case "LIKE" -> same(from, left, right, to) || matchesAll();
            case "IS NOT" -> tokens.is(right, "DISTINCT") && same(from, left, right + 2, to);
            default -> false;
        };
    }

    /** {@code a IN (a, 1)}. */
    private boolean isFirstOfList() {
        int end = right + 1 + left - from;
        return tokens.isSymbol(right, '(')
                && same(from, left, right + 1, end)
                && (tokens.isSymbol(end, ',') || tokens.isSymbol(end, ')'));
    }

    private boolean matchesAll() {
        if (right + 1 != to || !tokens.at(right).isString()) {
            return false;
        }
        String pattern = tokens.at(right).value();
        return !pattern.isEmpty() && pattern.chars().allMatch(c -> c == '%' || c == '*');
    }

    /** Constants that cannot be true. */
    boolean isContradiction() {
        if (operator.isEmpty()) {
            Token only = tokens.at(from);
            boolean zero = only.type() == Token.Type.NUMBER && isZero(only.text());
            return to == from + 1 && (zero || tokens.is(from, "FALSE") || tokens.is(from, "NULL"));
        }
        if (left != from + 1 || to != right + 1 || !isConstant(from) || !isConstant(right)) {
            return false;
        }
        boolean equal = same(from, left, right, to) || sameNumber(from, right);
        return switch (operator) {
            case "=", "==", "<=>" -> !equal;
            case "<>", "!=", "<", ">" -> equal;
            default -> false;
        };
    }

    private boolean isConstant(int i) {
        Token token = tokens.at(i);
        return token.isString() || token.type() == Token.Type.NUMBER;
    }

    private boolean sameNumber(int a, int b) {
        try {
            return Double.parseDouble(tokens.at(a).value())
                    == Double.parseDouble(tokens.at(b).value());
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isZero(String number) {
        return number.chars().allMatch(c -> c == '0' || c == '.');
    }

    private boolean same(int a, int aEnd, int b, int bEnd) {
        return a < aEnd && sameTokens(tokens, a, aEnd, b, bEnd);
    }

    private static boolean sameTokens(Tokens tokens, int a, int aEnd, int b, int bEnd) {
        if (aEnd - a != bEnd - b) {
            return false;
        }
        for (int i = 0; i < aEnd - a; i++) {
            Token x = tokens.at(a + i);
            Token y = tokens.at(b + i);
            boolean names = !x.isString() && !y.isString();
            if (names ? !x.text().equalsIgnoreCase(y.text()) : !x.text().equals(y.text())) {
                return false;
            }
        }
        return true;
    }

    /** The one holds wherever the other does not. */
    boolean isOppositeOf(Comparison other) {
        boolean opposite = switch (operator) {
            case "=" -> other.operator.equals("<>") || other.operator.equals("!=");
            case "<" -> other.operator.equals(">=");
            case ">" -> other.operator.equals("<=");
            case "IS" -> other.operator.equals("IS NOT");
            default -> false;
        };
        return opposite
                && sameTokens(tokens, from, left, other.from, other.left)
                && sameTokens(tokens, right, to, other.right, other.to);
    }

    /** The column that is compared with one constant, in upper case and without its table; empty if none is. */
    String constantColumn() {
        boolean constant = (to == right + 1 && !tokens.at(right).isWord())
                || (to == right + 2 && (tokens.isSymbol(right, ':') || tokens.isSymbol(right, '$')));
        boolean parameter = to == right + 1
                && (tokens.word(right).startsWith("@") || tokens.word(right).startsWith("$"));
        if (!operator.equals("=") || left <= from || !(constant || parameter)) {
            return "";
        }
        return Names.end(tokens, from) == left ? tokens.at(left - 1).text().toUpperCase(Locale.ROOT) : "";
    }
}
