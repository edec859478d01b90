package dev.lockstep.orgsim.cursor;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FaultKind;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The answers that are longer than a page and still open. They live in memory: after a restart their locators are
/// unknown.
///
/// Safe for use by several threads.
public final class Cursors {
    public static final int SMALLEST_PAGE = 200;
    public static final int LARGEST_PAGE = 2000;

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm")
    private static final Duration LIFE = Duration.ofDays(2);

    /// A bound for the simulator's memory alone; an org has none.
    private static final int MOST_OPEN = 5_000;

    private static final String PREFIX = "0r8";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int DIGITS_OF_NUMBER = 12;

    private final InstantSource clock;
    private final Map<String, Cursor> open = new LinkedHashMap<>();
    private long lastNumber;

    private record Cursor(String id, String owner, QueryAnswer answer, int pageSize, Instant opened) {}

    public Cursors(InstantSource clock) {
        this.clock = clock;
    }

    /// A wished page size, brought into the bounds.
    @Assumed(
            reason = "A size out of bounds is taken as the nearest bound: the documents give the bounds and call the"
                    + " size a wish.")
    public static int pageSize(int wished) {
        return Math.clamp(wished, SMALLEST_PAGE, LARGEST_PAGE);
    }

    /// The first page of a new answer.
    public Page first(OrgUser user, QueryAnswer answer, int pageSize) {
        Cursor cursor = new Cursor(newId(), user.id(), answer, pageSize, clock.instant());
        Page page = page(cursor, 0, pageSize);
        if (!page.isLast()) {
            keep(cursor);
        }
        return page;
    }

    private synchronized String newId() {
        lastNumber++;
        return locatorId(lastNumber);
    }

    private synchronized void keep(Cursor cursor) {
        open.values().removeIf(known -> isTooOld(known, cursor.opened()));
        open.put(cursor.id(), cursor);
        while (open.size() > MOST_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
    }

    /// The page at a locator. The same locator can be read as often as wanted.
    ///
    /// @param pageSize as the first page's where absent
    /// @throws OrgFault when there is no such locator, it is too old, or another user opened it
    @Assumed(reason = "A locator is its user's own and unknown to others.")
    public Page next(OrgUser user, String locator, OptionalInt pageSize) {
        int dash = locator.lastIndexOf('-');
        Optional<Cursor> cursor = find(locator)
                .filter(known -> known.owner().equals(user.id()))
                .filter(known -> !isTooOld(known, clock.instant()));
        Optional<Long> offset = offset(locator.substring(dash + 1));
        if (cursor.isEmpty() || offset.isEmpty()) {
            throw new OrgFault(FaultKind.INVALID_QUERY_LOCATOR, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        return page(cursor.get(), offset.get(), pageSize.orElse(cursor.get().pageSize()));
    }

    /// The object that the query behind a locator reads.
    public Optional<String> objectOf(String locator) {
        return find(locator).map(cursor -> cursor.answer().object().name());
    }

    private synchronized Optional<Cursor> find(String locator) {
        int dash = locator.lastIndexOf('-');
        return dash < 0 ? Optional.empty() : Optional.ofNullable(open.get(locator.substring(0, dash)));
    }

    private static boolean isTooOld(Cursor cursor, Instant now) {
        return cursor.opened().plus(LIFE).isBefore(now);
    }

    private static Page page(Cursor cursor, long offset, int pageSize) {
        var rows = cursor.answer().rows(offset, pageSize);
        long end = offset + rows.size();
        boolean last = cursor.answer().kind() == QueryAnswer.Kind.COUNT
                || end >= cursor.answer().totalSize();
        return new Page(cursor.answer(), rows, last ? Optional.empty() : Optional.of(cursor.id() + "-" + end));
    }

    private static Optional<Long> offset(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static String locatorId(long number) {
        var digits = new StringBuilder(DIGITS_OF_NUMBER);
        long rest = number;
        for (int i = 0; i < DIGITS_OF_NUMBER; i++) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return new RecordId(PREFIX + digits.reverse()).text18();
    }
}
