package dev.agentguard.scope.aws;

import dev.agentguard.effect.Place;
import dev.agentguard.scope.remote.Subject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of AWS to say where an effect happens.
 *
 * @param keyIds the ids of the keys that it is signed with
 * @param accounts the accounts that its ARNs name
 * @param regions the regions that it names
 * @param service the service whose operation it is
 * @param resources the things that it names
 * @param isOpen whether it names accounts or things beside these that could not be read
 */
record AwsQuestion(
        Set<String> keyIds,
        Set<String> accounts,
        Set<String> regions,
        String service,
        Set<String> resources,
        boolean isOpen) {

    private static final String PROVIDER = "aws:";

    /** Whether an effect is one of AWS, and does not go on from there to elsewhere; another endpoint may be anybody's. */
    static boolean isAws(List<Place> places) {
        boolean aws = false;
        for (int i = 0; i < places.size(); i++) {
            String type = places.get(i).type();
            if ((!type.startsWith(PROVIDER) && !type.equals(Place.URL)) || type.equals("aws:host")) {
                return false;
            }
            aws |= type.startsWith(PROVIDER);
        }
        return aws;
    }

    static boolean namesKey(List<Place> places) {
        for (int i = 0; i < places.size(); i++) {
            if (keyId(places.get(i)) != null) {
                return true;
            }
        }
        return false;
    }

    static AwsQuestion of(Subject subject) {
        Set<String> keyIds = new TreeSet<>();
        Set<String> accounts = new TreeSet<>();
        Set<String> regions = new TreeSet<>();
        Set<String> resources = new TreeSet<>();
        boolean open = false;
        for (Place place : subject.places()) {
            String value = place.value();
            open |= value == null
                    && (place.type().equals("aws:account") || place.type().equals("aws:resource"));
            String keyId = keyId(place);
            if (keyId != null) {
                keyIds.add(keyId);
            } else if (value != null) {
                switch (place.type()) {
                    case "aws:account" -> accounts.add(value);
                    case "aws:region" -> regions.add(value);
                    case "aws:resource" -> resources.add(value);
                    default -> {}
                }
            }
        }
        return new AwsQuestion(keyIds, accounts, regions, subject.provider(), resources, open);
    }

    private static @Nullable String keyId(Place place) {
        boolean key = place.type().equals(Place.AWS_ACCESS_KEY) || place.type().equals("aws:credential");
        String value = place.value();
        return key && value != null && isKeyId(value) ? value : null;
    }

    /** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html: 16 to 128 letters and digits. */
    private static boolean isKeyId(String text) {
        return text.length() >= 16
                && text.length() <= 128
                && text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }
}
