package dev.agentguard.effect;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much an effect is about. An effect without one is about an amount that nobody named: all of it.
 *
 * @param measure what is counted
 * @param value how many, or how much money in the unit of {@code minor}
 * @param currency for money its ISO 4217 code in upper case, or null if the action does not say
 * @param minor whether money is given in the currency's minor unit (cents), else in the major one
 */
public record Quantity(
        Measure measure, BigDecimal value, @Nullable String currency, boolean minor) {

    /** Longer numbers are not amounts. */
    private static final int MOST_DIGITS = 30;

    /** What is counted. */
    public enum Measure {
        /** Money. */
        AMOUNT,
        /** Those who get a message. */
        RECIPIENTS,
        /** Rows of a table. */
        ROWS
    }

    /** Takes the currency in upper case. */
    public Quantity {
        currency = currency == null ? null : currency.toUpperCase(Locale.ROOT);
    }

    /**
     * Returns a number of things.
     *
     * @param measure what is counted
     * @param count how many
     * @return the quantity
     */
    public static Quantity of(Measure measure, long count) {
        return new Quantity(measure, BigDecimal.valueOf(count), null, false);
    }

    /**
     * Returns an amount of money that stands in an action.
     *
     * @param value a number, or a text that is one
     * @param currency a currency's code, or null if the action does not say
     * @param minor whether it is given in minor units
     * @return the amount, or null if the value is no amount: negative, not a number, too long
     */
    public static @Nullable Quantity money(@Nullable Object value, @Nullable String currency, boolean minor) {
        String text = value instanceof Number || value instanceof String
                ? value.toString().strip()
                : "";
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return null;
            }
        }
        try {
            return new Quantity(Measure.AMOUNT, new BigDecimal(text), currency, minor);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * Returns the amount in the major unit of a currency.
     *
     * @param code the ISO 4217 code of the currency in which the amount is taken to be
     * @return how much, or null if it is an amount in another currency, or this is no currency
     */
    public @Nullable BigDecimal in(String code) {
        if (currency != null && !currency.equalsIgnoreCase(code)) {
            return null;
        }
        if (!minor) {
            return value;
        }
        try {
            return value.movePointLeft(Math.max(
                    0, Currency.getInstance(code.toUpperCase(Locale.ROOT)).getDefaultFractionDigits()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        String unit = currency == null ? "" : " " + currency;
        return switch (measure) {
            case AMOUNT -> value.toPlainString() + unit + (minor ? " in minor units" : "");
            case RECIPIENTS -> value.toPlainString() + " recipients";
            case ROWS -> value.toPlainString() + " rows";
        };
    }
}
