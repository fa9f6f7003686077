/** The order of actors that the charts of a course share: by where they start, highest first. */

import type { ActorCourse, Course } from '../summary.ts';

export function byStart(course: Course): ActorCourse[] {
  return [...course.actors].sort((a, b) => (b.mean[0] ?? 0) - (a.mean[0] ?? 0));
}
