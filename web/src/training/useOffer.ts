import { useEffect, useState } from "react";
import { labOffer, type Offer } from "../engine/datasets.ts";

/** What the training part of the engine offers, as soon as it is loaded. */
export function useOffer(): Offer | null {
  const [offer, setOffer] = useState<Offer | null>(null);
  useEffect(() => {
    let shown = true;
    void labOffer().then((loaded) => {
      if (shown) setOffer(loaded);
    });
    return () => {
      shown = false;
    };
  }, []);
  return offer;
}
