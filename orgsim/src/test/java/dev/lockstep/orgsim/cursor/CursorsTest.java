package dev.lockstep.orgsim.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
    private static final OrgUser ONE = new OrgUser("005000000000001AAA", "one", "One", "one@example.com", "00e");
    private static final OrgUser OTHER = new OrgUser("005000000000002AAA", "two", "Two", "two@example.com", "00e");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Cursors cursors = new Cursors(() -> now);

    @Test
    void keepsNothingOfAnAnswerThatFitsAPage() {
        Page page = cursors.first(ONE, answer(200), 200);

        assertThat(page.isLast()).isTrue();
        assertThat(page.rows()).hasSize(200);
    }

    @Test
    void pagesToTheEndAndAgainFromAnyLocator() {
        Page first = cursors.first(ONE, answer(500), 200);
        String locator = first.next().orElseThrow();
        Page second = cursors.next(ONE, locator, OptionalInt.empty());
        Page third = cursors.next(ONE, second.next().orElseThrow(), OptionalInt.of(2000));

        assertThat(locator).startsWith("0r8").endsWith("-200").hasSize(22);
        assertThat(second.rows()).first().extracting(QueryRow::id).isEqualTo(Optional.of("row 200"));
        assertThat(third.rows()).hasSize(100);
        assertThat(third.isLast()).isTrue();
        assertThat(cursors.next(ONE, locator, OptionalInt.empty()).rows()).isEqualTo(second.rows());
        assertThat(cursors.objectOf(locator)).contains("Account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "0r8000000000001AAA-200", "-200", "0r8-x"})
    void refusesALocatorThatItDoesNotKnow(String locator) {
        assertRefused(ONE, locator);
    }

    @Test
    void refusesALocatorOfAnotherUserOrOneThatIsTooOld() {
        String locator = cursors.first(ONE, answer(500), 200).next().orElseThrow();

        assertRefused(OTHER, locator);
        now = now.plus(Duration.ofDays(2)).plusSeconds(1);
        assertRefused(ONE, locator);
    }

    private void assertRefused(OrgUser user, String locator) {
        assertThatExceptionOfType(OrgFault.class)
                .isThrownBy(() -> cursors.next(user, locator, OptionalInt.empty()))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("INVALID_QUERY_LOCATOR"));
    }

    private static QueryAnswer answer(long size) {
        var account = new ObjectDefinition("Account", "Account", "Accounts", "001", Set.of(), List.of());
        return new QueryAnswer(
                QueryAnswer.Kind.RECORDS,
                account,
                List.of(),
                size,
                (offset, count) -> LongStream.range(offset, offset + count)
                        .mapToObj(row -> new QueryRow("Account", Optional.of("row " + row), List.of()))
                        .toList());
    }
}
