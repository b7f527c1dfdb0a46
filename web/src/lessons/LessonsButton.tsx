import { BookOpen } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "../ui/Button.tsx";
import { showList, useTaking } from "./taking.ts";

const LessonList = lazy(() => import("./LessonList.tsx").then((module) => ({ default: module.LessonList })));

/** Opens the list of lessons. */
export function LessonsButton() {
  const listing = useTaking((state) => state.listing);
  return (
    <>
      <Button data-testid="open-lessons" aria-expanded={listing} onClick={() => showList(true)}>
        <BookOpen size={15} aria-hidden="true" />
        Lessons
      </Button>
      {listing && (
        <Suspense>
          <LessonList />
        </Suspense>
      )}
    </>
  );
}
