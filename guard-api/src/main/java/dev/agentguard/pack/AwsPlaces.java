package dev.agentguard.pack;

import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.ShownValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the region, the accounts and the things that an AWS operation names. Of more than 20 of them the rest stands as
 * one place that could not be read, so that nothing is proven by those in front.
 */
final class AwsPlaces {

    private static final String RESOURCE = "aws:resource";
    private static final String ACCOUNT = "aws:account";
    private static final int DEEPEST = 4;
    private static final int MOST = 20;
    private static final int LONGEST = 200;
    private static final int ACCOUNT_DIGITS = 12;

    private final Operation operation;
    private final List<Place> found = new ArrayList<>();
    private boolean moreAccounts;
    private boolean moreThings;

    AwsPlaces(Operation operation) {
        this.operation = operation;
    }

    List<Place> named() {
        if (operation.host().contains(".amazonaws.com")) {
            for (String label : operation.host().split("[.]", 20)) {
                if (isRegion(label)) {
                    add("aws:region", label);
                }
            }
        }
        operation.arguments().forEach((name, value) -> {
            accounts(value, 0);
            if (names(name)) {
                things(value, 0);
            }
        });
        accounts(operation.path(), DEEPEST);
        if (moreAccounts) {
            found.add(new Place(ACCOUNT, null));
        }
        if (moreThings) {
            found.add(new Place(RESOURCE, null));
        }
        return found;
    }

    /** {@code eu-west-1}, {@code us-gov-east-1}. */
    private static boolean isRegion(String label) {
        int dash = label.indexOf('-');
        char last = label.isEmpty() ? ' ' : label.charAt(label.length() - 1);
        return dash == 2
                && last >= '1'
                && last <= '9'
                && label.indexOf('-', 3) > 0
                && label.charAt(label.length() - 2) == '-';
    }

    /** Whether an argument names the thing that is acted on. */
    private static boolean names(String argument) {
        return argument.endsWith("Id")
                || argument.endsWith("Ids")
                || argument.endsWith("Identifier")
                || argument.endsWith("Name")
                || argument.endsWith("Names")
                || argument.endsWith("Arn")
                || argument.endsWith("Url")
                || argument.equals("Bucket")
                || argument.equals("name");
    }

    private void things(@Nullable Object value, int depth) {
        if (moreThings) {
            return;
        }
        if (value instanceof String text) {
            if (found.size() >= MOST || text.length() > LONGEST || ShownValue.isSecret(text)) {
                moreThings = !found.contains(new Place(RESOURCE, text));
            } else {
                add(RESOURCE, text);
            }
        } else if (depth == 0 && value instanceof Collection<?> items) {
            for (Object item : items) {
                things(item, 1);
            }
        }
    }

    private void accounts(@Nullable Object value, int depth) {
        if (moreAccounts) {
            return;
        }
        if (value instanceof String text) {
            account(text);
        } else if (depth < DEEPEST && value instanceof Collection<?> items) {
            items.forEach(item -> accounts(item, depth + 1));
        } else if (depth < DEEPEST && value instanceof Map<?, ?> fields) {
            fields.values().forEach(item -> accounts(item, depth + 1));
        }
    }

    /** {@code arn:aws:rds:eu-west-1:111122223333:db:shop}, {@code https://sqs.….amazonaws.com/111122223333/queue}. */
    private void account(String text) {
        if (text.startsWith("arn:")) {
            String[] parts = text.split(":", 6);
            if (parts.length == 6 && isAccount(parts[4])) {
                addAccount(parts[4]);
            }
            return;
        }
        int host = text.indexOf(".amazonaws.com/");
        int start = host >= 0 ? host + ".amazonaws.com/".length() : text.startsWith("/") ? 1 : -1;
        int slash = start < 0 ? -1 : text.indexOf('/', start);
        if (slash > 0 && isAccount(text.substring(start, slash))) {
            addAccount(text.substring(start, slash));
        }
    }

    private static boolean isAccount(String text) {
        return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void addAccount(String account) {
        Place place = new Place(ACCOUNT, account);
        if (!found.contains(place)) {
            moreAccounts |= found.size() >= 2 * MOST;
            found.add(place);
        }
    }

    private void add(String type, String value) {
        Place place = new Place(type, value);
        if (!value.isBlank() && !found.contains(place)) {
            found.add(place);
        }
    }
}
