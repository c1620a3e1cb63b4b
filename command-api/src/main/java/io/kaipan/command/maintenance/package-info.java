/** What an administrator does to the machinery itself, beside the commands of the sales floor: each deed is in a trail of its own (AUD-6). */
@NullMarked
package io.kaipan.command.maintenance;

import org.jspecify.annotations.NullMarked;
