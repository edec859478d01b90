package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Looks over CSV from its first to its last byte before anything of it is used: whether quotes stand where they may,
/// and whether rows end as the job says. All that counts here is ASCII, and no byte of another character looks like it.
final class CsvCheck {
    private static final String LIMITS =
            "https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_bulkapi.htm";

    @Documented(url = LIMITS)
    static final int MOST_IN_CELL = 131_072;

    @Documented(url = LIMITS)
    private static final int MOST_IN_ROW = 400_000;

    private final byte delimiter;
    private final Optional<LineEnding> ending;
    private Place place = Place.CELL_START;
    private boolean afterReturn;
    private boolean isBlank = true;
    private int inCell;
    private int inRow;
    private long rows;

    private enum Place {
        CELL_START,
        BARE,
        QUOTED,
        BEHIND_QUOTE
    }

    private CsvCheck(ColumnDelimiter delimiter, Optional<LineEnding> ending) {
        this.delimiter = (byte) delimiter.character();
        this.ending = ending;
    }

    /// How many rows there are, the header included; blank lines are none.
    ///
    /// @param ending what rows end with; where it is absent, they may end in either way
    /// @throws DataRefused when an org wouldn't take it
    static long rows(InputStream csv, ColumnDelimiter delimiter, Optional<LineEnding> ending) throws IOException {
        var check = new CsvCheck(delimiter, ending);
        var buffer = new byte[64 * 1024];
        for (int read = csv.read(buffer); read >= 0; read = csv.read(buffer)) {
            for (int index = 0; index < read; index++) {
                check.next(buffer[index]);
            }
        }
        check.finish();
        return check.rows;
    }

    private void next(byte octet) {
        count(octet);
        if (place == Place.QUOTED) {
            if (octet == '"') {
                place = Place.BEHIND_QUOTE;
            }
        } else if (octet == '\n') {
            endRow(afterReturn ? LineEnding.CRLF : LineEnding.LF);
        } else if (afterReturn) {
            throw wrongEnding();
        } else if (octet == '\r') {
            afterReturn = true;
        } else {
            isBlank = false;
            place = placeAfter(octet);
        }
    }

    private Place placeAfter(byte octet) {
        if (octet == delimiter) {
            inCell = 0;
            return Place.CELL_START;
        }
        boolean isQuote = octet == '"';
        return switch (place) {
            case CELL_START -> isQuote ? Place.QUOTED : Place.BARE;
            case BARE -> {
                if (isQuote) {
                    throw strayQuote();
                }
                yield Place.BARE;
            }
            case BEHIND_QUOTE -> {
                if (!isQuote) {
                    throw strayQuote();
                }
                yield Place.QUOTED;
            }
            case QUOTED -> throw new IllegalStateException("Within quotes nothing else counts");
        };
    }

    private void endRow(LineEnding found) {
        if (ending.isPresent() && ending.get() != found) {
            throw wrongEnding();
        }
        if (!isBlank) {
            rows++;
        }
        place = Place.CELL_START;
        afterReturn = false;
        isBlank = true;
        inCell = 0;
        inRow = 0;
    }

    /// Counts characters, by the first byte of each. Quotes are among them, which leaves a little less to a value.
    private void count(byte octet) {
        if ((octet & 0xc0) == 0x80) {
            return;
        }
        if (++inCell > MOST_IN_CELL) {
            throw unparsable("Exceeded max length for one column. Max length for one column is = " + MOST_IN_CELL);
        }
        if (++inRow > MOST_IN_ROW) {
            throw unparsable("Exceeded max length for one record. Max length for one record is = " + MOST_IN_ROW);
        }
    }

    private void finish() {
        if (place == Place.QUOTED) {
            throw unparsable("EOF reached before closing an opened quote");
        }
        if (afterReturn) {
            throw wrongEnding();
        }
        if (!isBlank) {
            rows++;
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_prepare_csv.htm")
    @Assumed(reason = "That they must agree is documented; the words are in reports about many clients")
    private DataRefused wrongEnding() {
        return new DataRefused("ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is "
                + ending.map(LineEnding::name).orElse("LF or CRLF"));
    }

    private static DataRefused strayQuote() {
        return unparsable("Found unescaped quote. A value with quote should be within a quote");
    }

    @Assumed(reason = "The words are in reports about several clients; that no row is worked on then is believed")
    private static DataRefused unparsable(String what) {
        return new DataRefused("InvalidBatch : Failed to parse CSV. " + what);
    }
}
