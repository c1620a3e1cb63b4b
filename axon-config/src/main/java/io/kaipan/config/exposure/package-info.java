/** What has to be chosen before other machines can reach Kaipan. */
@NullMarked
package io.kaipan.config.exposure;

import org.jspecify.annotations.NullMarked;
